import xmltodict
