if __name__ == "__main__":
    import shared.gone_in_main
