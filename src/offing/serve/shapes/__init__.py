"""What programs send and are sent, as types: the API's document (`/openapi.json`) is made from them."""
