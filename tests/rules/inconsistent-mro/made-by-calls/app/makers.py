class QuerySet:
    pass


class Manager:
    @classmethod
    def from_queryset(cls, queryset_class, name=None):
        if name is None:
            name = "%sFrom%s" % (cls.__name__, queryset_class.__name__)
        return type(name, (cls,), {"queryset": queryset_class})


class Audited(Manager):
    pass


def proxy_of(interface):
    class Proxy(Manager):
        target = interface

    return Proxy


def cached(interface, _known={}):
    if interface in _known:
        return _known[interface]
    return proxy_of(interface)
