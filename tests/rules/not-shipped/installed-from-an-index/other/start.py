from kit import deep  # nobody puts it there

print(deep)
