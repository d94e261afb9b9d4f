from shop_shared import schema

print(schema)
