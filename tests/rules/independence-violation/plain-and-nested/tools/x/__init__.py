import tools.x.deep.y
