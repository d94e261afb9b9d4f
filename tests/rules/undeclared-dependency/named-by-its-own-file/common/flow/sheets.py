class Sheets:
    def rows(self):
        return []

    def as_frame(self):
        import polars  # nobody asks for a frame

        return polars.DataFrame(self.rows())

    def as_table(self):
        import pyarrow  # batch does

        return pyarrow.table(self.rows())
