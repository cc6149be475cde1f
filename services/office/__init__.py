"""The pages of departments' officers: their department's requests and no other."""
