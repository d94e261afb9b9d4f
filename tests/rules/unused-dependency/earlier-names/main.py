import autogen

print(autogen)
