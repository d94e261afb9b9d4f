from flask.sessions import SessionInterface as Base


class SessionInterface(Base):
    pass
