from depot.tokens import Token

print(Token())
