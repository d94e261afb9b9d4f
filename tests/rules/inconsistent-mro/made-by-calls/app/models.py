import abc

from app.makers import Audited, Manager, QuerySet, cached, proxy_of

Base = abc.ABCMeta("Base", (Manager,), {})
AuditedManager = Audited.from_queryset(QuerySet)


# What is wrong
class FromQuerySet(Manager, Audited.from_queryset(QuerySet)):
    pass


class FromName(Audited, AuditedManager):
    pass


class FromFunction(Manager, proxy_of("a")):
    pass


class FromMetaclass(Manager, Base):
    pass


class FromType(Manager, type("Inner", (Audited,), {})):
    pass


# What is fine: each call makes another class
class Twice(proxy_of("a"), proxy_of("b"), Manager):
    pass


class Derived(AuditedManager, Audited, Manager):  # shoring: ignore[redundant-base]
    pass


# What nobody can say
class FromCache(Manager, cached("a")):
    pass
