def export(rows):
    import openpyxl  # called by main.py

    return openpyxl.Workbook(rows)


def _old_export(rows):
    import xlwt  # nothing names the function

    return xlwt.Workbook(rows)
