class Alone(Alone):
    pass


class First(Second):
    pass


class Second(Third):
    pass


class Third(First):
    pass
