import shop.parcels
