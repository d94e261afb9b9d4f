import lib_of

print(lib_of)
