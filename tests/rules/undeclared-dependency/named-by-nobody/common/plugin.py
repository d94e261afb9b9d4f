NAMES = ()


class Plugin(dict):
    def load(self):
        import pluggy  # whoever has the base may know it

        return pluggy
