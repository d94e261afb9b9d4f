import helper
import rich

print(rich)
helper.run()
