from werkzeug.exceptions import NotFound  # a matter of kit's list alone

print(NotFound)
