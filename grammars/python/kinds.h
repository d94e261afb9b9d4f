/*
 * kinds.h - private to grammars/python: which nodes of the grammar are told apart.
 *
 * KIND(name, grammar's symbol, named, what the copy does with it)
 */
#ifndef SHORING_PYTHON_KINDS_H
#define SHORING_PYTHON_KINDS_H

enum node_copy {
	COPY_NODE,  /* the node and what is below it */
	COPY_LEAF,  /* the node alone */
	COPY_BELOW, /* what is below it alone: parentheses */
	COPY_NOTE,  /* not the node; its place, if it may be an ignore comment */
	COPY_NOT,   /* nothing */
	COPY_TOKEN, /* a token: only below an operator or an assignment */
};

/* All other named nodes are NODE_OTHER and copied; all other tokens are not. NODE_USE is the quick reader's
 * own: `a.b.c` without gaps, of which nothing matters but that it is there. */
#define NODE_KINDS(KIND)                                                \
	KIND(MODULE, "module", true, COPY_NODE)                         \
	KIND(IMPORT, "import_statement", true, COPY_NODE)               \
	KIND(FROM, "import_from_statement", true, COPY_NODE)            \
	KIND(FUTURE, "future_import_statement", true, COPY_NODE)        \
	KIND(DOTTED, "dotted_name", true, COPY_NODE)                    \
	KIND(ALIASED, "aliased_import", true, COPY_NODE)                \
	KIND(WILDCARD, "wildcard_import", true, COPY_LEAF)              \
	KIND(RELATIVE, "relative_import", true, COPY_NODE)              \
	KIND(PREFIX, "import_prefix", true, COPY_LEAF)                  \
	KIND(CLASS, "class_definition", true, COPY_NODE)                \
	KIND(DEF, "function_definition", true, COPY_NODE)               \
	KIND(PARAMETERS, "parameters", true, COPY_NODE)                 \
	KIND(DECORATED, "decorated_definition", true, COPY_NODE)        \
	KIND(DECORATOR, "decorator", true, COPY_NODE)                   \
	KIND(BLOCK, "block", true, COPY_NODE)                           \
	KIND(IF, "if_statement", true, COPY_NODE)                       \
	KIND(ELIF, "elif_clause", true, COPY_NODE)                      \
	KIND(ELSE, "else_clause", true, COPY_NODE)                      \
	KIND(TRY, "try_statement", true, COPY_NODE)                     \
	KIND(EXCEPT, "except_clause", true, COPY_NODE)                  \
	KIND(FINALLY, "finally_clause", true, COPY_NODE)                \
	KIND(FOR, "for_statement", true, COPY_NODE)                     \
	KIND(WHILE, "while_statement", true, COPY_NODE)                 \
	KIND(WITH, "with_statement", true, COPY_NODE)                   \
	KIND(WITH_CLAUSE, "with_clause", true, COPY_NODE)               \
	KIND(WITH_ITEM, "with_item", true, COPY_NODE)                   \
	KIND(RAISE, "raise_statement", true, COPY_NODE)                 \
	KIND(RETURN, "return_statement", true, COPY_NODE)               \
	KIND(BREAK, "break_statement", true, COPY_NODE)                 \
	KIND(CONTINUE, "continue_statement", true, COPY_NODE)           \
	KIND(GLOBAL, "global_statement", true, COPY_NODE)               \
	KIND(NONLOCAL, "nonlocal_statement", true, COPY_NODE)           \
	KIND(DELETE, "delete_statement", true, COPY_NODE)               \
	KIND(TYPE_ALIAS, "type_alias_statement", true, COPY_NODE)       \
	KIND(EXPRESSION, "expression_statement", true, COPY_NODE)       \
	KIND(ASSIGN, "assignment", true, COPY_NODE)                     \
	KIND(AUGMENT, "augmented_assignment", true, COPY_NODE)          \
	KIND(NAMED, "named_expression", true, COPY_NODE)                \
	KIND(MATCH, "match_statement", true, COPY_NODE)                 \
	KIND(CASE, "case_clause", true, COPY_NODE)                      \
	KIND(CASE_PATTERN, "case_pattern", true, COPY_NODE)             \
	KIND(CLASS_PATTERN, "class_pattern", true, COPY_NODE)           \
	KIND(KEYWORD_PATTERN, "keyword_pattern", true, COPY_NODE)       \
	KIND(SPLAT_PATTERN, "splat_pattern", true, COPY_NODE)           \
	KIND(UNION_PATTERN, "union_pattern", true, COPY_NODE)           \
	KIND(DICT_PATTERN, "dict_pattern", true, COPY_NODE)             \
	KIND(AS_PATTERN, "as_pattern", true, COPY_NODE)                 \
	KIND(AS_TARGET, "as_pattern_target", true, COPY_NODE)           \
	KIND(PATTERN_LIST, "pattern_list", true, COPY_NODE)             \
	KIND(TUPLE_PATTERN, "tuple_pattern", true, COPY_NODE)           \
	KIND(LIST_PATTERN, "list_pattern", true, COPY_NODE)             \
	KIND(LIST_SPLAT_PATTERN, "list_splat_pattern", true, COPY_NODE) \
	KIND(IDENT, "identifier", true, COPY_LEAF)                      \
	KIND(ATTR, "attribute", true, COPY_NODE)                        \
	KIND(USE, "no symbol's name", true, COPY_LEAF)                  \
	KIND(SUBSCRIPT, "subscript", true, COPY_NODE)                   \
	KIND(SLICE, "slice", true, COPY_NODE)                           \
	KIND(CALL, "call", true, COPY_NODE)                             \
	KIND(ARGUMENTS, "argument_list", true, COPY_NODE)               \
	KIND(KEYWORD, "keyword_argument", true, COPY_NODE)              \
	KIND(LIST_SPLAT, "list_splat", true, COPY_NODE)                 \
	KIND(DICT_SPLAT, "dictionary_splat", true, COPY_NODE)           \
	KIND(LAMBDA, "lambda", true, COPY_NODE)                         \
	KIND(LIST, "list", true, COPY_NODE)                             \
	KIND(TUPLE, "tuple", true, COPY_NODE)                           \
	KIND(SET, "set", true, COPY_NODE)                               \
	KIND(DICT, "dictionary", true, COPY_NODE)                       \
	KIND(PAIR, "pair", true, COPY_NODE)                             \
	KIND(EXPRESSION_LIST, "expression_list", true, COPY_NODE)       \
	KIND(COMPARISON, "comparison_operator", true, COPY_NODE)        \
	KIND(BOOLEAN, "boolean_operator", true, COPY_NODE)              \
	KIND(BINARY, "binary_operator", true, COPY_NODE)                \
	KIND(NOT, "not_operator", true, COPY_NODE)                      \
	KIND(TYPE, "type", true, COPY_NODE)                             \
	KIND(GENERIC_TYPE, "generic_type", true, COPY_NODE)             \
	KIND(MEMBER_TYPE, "member_type", true, COPY_NODE)               \
	KIND(TYPE_PARAMETER, "type_parameter", true, COPY_NODE)         \
	KIND(STRING, "string", true, COPY_NODE)                         \
	KIND(STRINGS, "concatenated_string", true, COPY_NODE)           \
	KIND(INTERPOLATION, "interpolation", true, COPY_NODE)           \
	KIND(INTEGER, "integer", true, COPY_LEAF)                       \
	KIND(NONE, "none", true, COPY_LEAF)                             \
	KIND(PARENTHESES, "parenthesized_expression", true, COPY_BELOW) \
	KIND(COMMENT, "comment", true, COPY_NOTE)                       \
	KIND(CONTINUATION, "line_continuation", true, COPY_NOT)         \
	KIND(STRING_START, "string_start", true, COPY_NOT)              \
	KIND(STRING_CONTENT, "string_content", true, COPY_NOT)          \
	KIND(STRING_END, "string_end", true, COPY_NOT)                  \
	KIND(IS_LESS, "<", false, COPY_TOKEN)                           \
	KIND(IS_LESS_EQUAL, "<=", false, COPY_TOKEN)                    \
	KIND(IS_EQUAL, "==", false, COPY_TOKEN)                         \
	KIND(IS_UNEQUAL, "!=", false, COPY_TOKEN)                       \
	KIND(IS_MORE_EQUAL, ">=", false, COPY_TOKEN)                    \
	KIND(IS_MORE, ">", false, COPY_TOKEN)                           \
	KIND(IS_IN, "in", false, COPY_TOKEN)                            \
	KIND(IS_NOT_IN, "not in", false, COPY_TOKEN)                    \
	KIND(IS, "is", false, COPY_TOKEN)                               \
	KIND(IS_NOT, "is not", false, COPY_TOKEN)                       \
	KIND(AND, "and", false, COPY_TOKEN)                             \
	KIND(OR, "or", false, COPY_TOKEN)                               \
	KIND(PLUS, "+", false, COPY_TOKEN)                              \
	KIND(SLASH, "/", false, COPY_TOKEN)                             \
	KIND(PLUS_ASSIGN, "+=", false, COPY_TOKEN)

enum node_kind {
	NODE_OTHER,
	NODE_ERROR, /* the grammar could not read it; what is below it still counts */
#define KIND(name, symbol, named, copy) NODE_##name,
	NODE_KINDS(KIND)
#undef KIND
		NODE_KIND_COUNT
};

#endif
