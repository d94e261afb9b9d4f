import constructs  # app.py at the root loads the file; the shop's image does not have it


class ShopStack(constructs.Construct):
    pass
