import factory

print(factory)
