<<<<<<< ours
from a.{{ b }} import c
=======
from a import c
>>>>>>> theirs
