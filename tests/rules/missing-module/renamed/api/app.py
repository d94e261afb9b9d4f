from shared import db
import shared.sesion
import json.gone

if __name__ == "__main__":
    import shared.main_gone
