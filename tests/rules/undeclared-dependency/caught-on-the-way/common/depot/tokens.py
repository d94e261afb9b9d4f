import jwt


class Token:
    read = jwt.decode
