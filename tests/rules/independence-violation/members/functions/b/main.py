import lib.tools
