"""Python source as text: lines and columns as a reader counts them."""
import bisect
import io
import re
import tokenize

# Between two tokens: blanks, line continuations, and (inside brackets) line ends and comments.
GAP = re.compile(r"(?:[ \t\f\n]|\\\n|#[^\n]*)*")
NAME = re.compile(r"[^\W\d]\w*")


class Text:
    """The decoded source with every line end made "\\n", as CPython's tokenizer does first."""

    def __init__(self, data):
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        self.text = data.decode(encoding)
        self.lines = self.text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def position(self, line, byte):
        """ast's line and column (bytes, from 0) as line and column of characters, from 1."""
        text = self.lines[line - 1]
        if text.isascii():
            return line, byte + 1
        return line, len(text.encode("utf-8")[:byte].decode("utf-8")) + 1

    def start(self, node):
        return self.position(node.lineno, node.col_offset)

    def end(self, node):
        return self.position(node.end_lineno, node.end_col_offset)

    def offset(self, position):
        return self.starts[position[0] - 1] + position[1] - 1

    def place(self, offset):
        line = bisect.bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def skip(self, offset):
        return GAP.match(self.text, offset).end()

    def word(self, offset):
        """The name at offset, and where it ends."""
        match = NAME.match(self.text, offset)
        return match.group(), match.end()

    def name_after(self, position, keywords):
        """Where the name stands that follows the keywords at a position (`async def f`)."""
        offset = self.offset(position)
        while True:
            word, end = self.word(offset)
            if word not in keywords:
                return self.place(offset)
            offset = self.skip(end)

    def name_as(self, position):
        """Where the name stands after the next `as`, past closing parentheses."""
        offset = self.offset(position)
        while True:
            offset = self.skip(offset)
            if self.text[offset] in "),":
                offset += 1
                continue
            word, end = self.word(offset)
            assert word == "as", (word, position)
            return self.place(self.skip(end))

    def name_before(self, position):
        """Where the name stands that ends at a position."""
        offset = end = self.offset(position)
        while offset and (self.text[offset - 1].isalnum() or self.text[offset - 1] == "_"
                          or NAME.match("a" + self.text[offset - 1]).end() == 2):
            offset -= 1
        assert offset < end, position
        return self.place(offset)

    def aliases(self, position, is_from):
        """Where each alias of the import statement at a position starts."""
        _, offset = self.word(self.offset(position))
        offset = self.skip(offset)
        if is_from:
            while self.text[offset] == ".":
                offset = self.skip(offset + 1)
            word, end = self.word(offset)
            while word != "import":
                offset = self.skip(end)
                if self.text[offset] == ".":
                    offset = self.skip(offset + 1)
                word, end = self.word(offset)
            offset = self.skip(end)
            if self.text[offset] == "(":
                offset = self.skip(offset + 1)
        return list(self._alias_list(offset))

    def _alias_list(self, offset):
        while True:
            yield self.place(offset)
            if self.text[offset] == "*":
                return
            offset = self._past_dotted(offset)
            if self.text.startswith("as", offset):
                _, end = self.word(self.skip(offset + 2))
                offset = self._past(end)
            if self.text[offset:offset + 1] != ",":
                return
            offset = self.skip(offset + 1)
            if self.text[offset] == ")":
                return

    def _past_dotted(self, offset):
        _, end = self.word(offset)
        offset = self._past(end)
        while self.text[offset:offset + 1] == ".":
            _, end = self.word(self.skip(offset + 1))
            offset = self._past(end)
        return offset

    def _past(self, offset):
        """Past blanks; a line end only where something of this statement can follow it."""
        end = self.skip(offset)
        return end if self.text[end:end + 1] in (",", ".", ")") or "\n" not in \
            self.text[offset:end].replace("\\\n", "") else offset

    def names_after(self, position, count):
        """Where each name of `global a, b` stands."""
        _, end = self.word(self.offset(position))
        for _ in range(count):
            offset = self.skip(end)
            yield self.place(offset)
            _, end = self.word(offset)
            end = self._past(end) + 1

    def comments(self):
        """(line, column, text) of every comment."""
        lines = iter([line + "\n" for line in self.lines])
        for token in tokenize.generate_tokens(lambda: next(lines, "")):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.start[1] + 1, token.string
