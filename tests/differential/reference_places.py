"""Places: where a statement stands, and the contexts and the guard that follow from it."""
from reference_guards import (CAUGHT, NOT_CAUGHT, catches, fold, is_main, is_typing, mentions,
                              postfix, raises, spec_names, try_catches, with_catches)


class Scope:
    """A module, class or function, and every name bound in it."""

    def __init__(self, kind, name="", parent=None):
        self.kind, self.name, self.parent = kind, name, parent
        self.bindings = {}  # name → list of (kind, value expression or None)
        self.declared = {}  # name → "global" or "nonlocal"
        self.has_class = kind != "function"  # or there is one in it

    def path(self):
        above = self.parent.path() if self.parent else ""
        return above + "." + self.name if above else self.name

    def qualname(self, name):
        if self.kind == "module" or self.declared.get(name) == "global":
            return name
        inside = ".<locals>." if self.kind == "function" else "."
        return self.parent.qualname(self.name) + inside + name

    def bind(self, name, kind, value=None):
        self.bindings.setdefault(name, []).append((kind, value))

    def meant(self, name, module):
        """The scope in which a name of this one is really bound; None if nobody can say."""
        if self.declared.get(name) == "global":
            return module
        if self.declared.get(name) == "nonlocal":
            scope = self.parent
            while scope and not (scope.kind == "function" and name in scope.bindings):
                scope = scope.parent
            return scope and scope.meant(name, module)
        return self

    def runs_inside(self, outer):
        """Does all code of this scope run while that of a scope around it does?"""
        scope = self
        while scope is not outer:
            if scope.kind == "function":
                return False
            scope = scope.parent
        return True

    def assigned_once(self, name):
        found = self.bindings.get(name, ())
        return found[0][1] if len(found) == 1 and found[0][0] == "assign" else None


class State:
    """What is known of a place. Derived from the place around it and one step inwards."""

    def __init__(self, typing):
        self.lazy = self.main = self.version = self.platform = False
        self.typing = typing
        self.terms = ()           # of the guard
        self.caught = NOT_CAUGHT  # what a try or suppress around it catches, in this function
        self.specs = frozenset()  # modules that find_spec has found, in this function

    def contexts(self, optional):
        rest = [("typing", self.typing), ("optional", optional), ("main", self.main),
                ("version", self.version), ("platform", self.platform)]
        return ["lazy" if self.lazy else "load"] + [name for name, holds in rest if holds]

    def guard(self):
        return fold(self.terms, "&") if self.terms else ""

    def copy(self):
        other = State(self.typing)
        other.__dict__.update(self.__dict__)
        return other


class Place:
    """A step inwards from another place: ("branch", [(test, value)…]), ("function", None), …"""

    def __init__(self, scope, parent=None, step=None, data=None, arm=None):
        self.scope, self.parent, self.step, self.data = scope, parent, step, data
        self.arm = arm or (parent and parent.arm)  # reference_blocks.Arm
        self.in_lambda = step == "lambda" or (parent is not None and parent.in_lambda)
        self._state = None

    def inner(self, step, data=None, scope=None, arm=None):
        return Place(scope or self.scope, self, step, data, arm)

    def state(self, names, typing):
        """Only when the whole file has been walked: tests may look at names bound later."""
        if self._state is None:
            if self.parent is None:
                self._state = State(typing)
            else:
                self._state = self.parent.state(names, typing).copy()
                getattr(self, "_" + self.step)(self._state, names)
        return self._state

    def _function(self, state, _):
        state.lazy, state.caught, state.specs = True, NOT_CAUGHT, frozenset()

    _lambda = _function

    def _class(self, state, names):
        pass

    _arm = _class

    def _try(self, state, names):
        state.caught = max(state.caught, try_catches(names, self.data))

    def _handler(self, state, names):
        if catches(self.data.type) != NOT_CAUGHT and not raises(names, self.data.body):
            state.caught = CAUGHT

    def _with(self, state, names):
        state.caught = max(state.caught, with_catches(names, self.data))

    def _branch(self, state, names):
        for test, value in self.data:
            version, platform = mentions(names, test, "version"), mentions(names, test, "platform")
            state.version, state.platform = state.version or version, state.platform or platform
            if version or platform:
                state.terms += (postfix(names, test) + ("" if value else " !"),)
            state.typing = state.typing or is_typing(names, test, value)
            state.main = state.main or is_main(test, value)
            state.specs |= spec_names(names, test, value, self.lookup)

    def lookup(self, name):
        """The expression that a name was assigned once: in this scope if bound here, else in
        the module."""
        scope = self.scope
        while name not in scope.bindings and scope.kind != "module":
            while scope.kind != "module":
                scope = scope.parent
        return scope.assigned_once(name)
