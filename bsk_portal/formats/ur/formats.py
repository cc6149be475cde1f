from bsk_portal.formats.india import *
