import constructs

from stacks.shop.stack import ShopStack

print(ShopStack(constructs.App()))
