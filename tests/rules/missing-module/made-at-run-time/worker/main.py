import six.moves.urllib
import plugins.sales
import lazy.thing
import spread.elsewhere
import plain.deeper
