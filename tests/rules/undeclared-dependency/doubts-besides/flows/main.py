import kit.flows

print(kit.flows)
