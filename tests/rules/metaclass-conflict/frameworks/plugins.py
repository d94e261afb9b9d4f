class Registry(type):
    pass


class Plugin(metaclass=Registry):
    pass


class Sub(Plugin):
    pass
