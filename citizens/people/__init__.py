"""The person: the Citizen Information Form and what is kept from it."""
