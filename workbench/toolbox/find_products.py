"""Looking things up in the little shop."""

from __future__ import annotations

from typing import TypedDict

from workbench.toolbox import Context, _shop, function


class Product(TypedDict):
    """Something on sale."""

    sku: str
    name: str
    category: str
    price_eur: float
    stock: int


class Found(TypedDict):
    """What a search brought."""

    products: list[Product]
    total: int


@function("Product search", ":material/storefront:")
def find_products(query: str, context: Context, max_price: float | None = None, in_stock: bool = False) -> Found:
    """Search the shop's catalogue of tea, coffee, tableware and equipment by words in the name, category or article number.

    Args:
        query: Words to look for, such as "tea"; an empty text finds everything.
        max_price: The highest price in euros.
        in_stock: Whether to leave out what is sold out.
    """
    words = [word.removesuffix("s") for word in query.lower().split()]
    with _shop.opened(context.folder) as shop:
        rows = shop.execute("select * from products order by sku").fetchall()
    found = [row for row in rows if all(word in f"{row['sku']} {row['name']} {row['category']}".lower() for word in words)]
    found = [row for row in found if (max_price is None or row["price"] <= max_price) and (row["stock"] or not in_stock)]
    products: list[Product] = [
        {"sku": row["sku"], "name": row["name"], "category": row["category"], "price_eur": row["price"], "stock": row["stock"]}
        for row in found
    ]
    return {"products": products, "total": len(products)}
