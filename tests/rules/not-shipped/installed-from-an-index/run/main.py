from kit import deep  # sample-kit has it

print(deep)
