def late():
    from storage import db
    import storage
