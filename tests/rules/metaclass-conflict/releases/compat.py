"""Written for releases of a library before and after it has a class: which arm runs is its matter."""
import collections.abc

import toolkit


class Registry(type):
    pass


if hasattr(toolkit, "Plugin"):
    Plugin = toolkit.Plugin
else:

    class Plugin(collections.abc.Sized, metaclass=Registry):
        pass


if not hasattr(toolkit, "Loader"):

    class Loader(collections.abc.Sized, metaclass=Registry):
        pass


if toolkit.debug:

    class Tracer(collections.abc.Sized, metaclass=Registry):  # whenever it is made, it fails
        pass
