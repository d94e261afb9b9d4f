import house_kit

print(house_kit)
