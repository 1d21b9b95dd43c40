"""Ordering in the little shop, which asks first: it changes something."""

from __future__ import annotations

from typing import TypedDict

from workbench.toolbox import Context, _shop, function


class Order(TypedDict):
    """An order that was taken."""

    order: int
    sku: str
    name: str
    quantity: int
    total_eur: float
    left_in_stock: int


@function("Product order", ":material/shopping_cart:", mode="ask")
def order_product(sku: str, context: Context, quantity: int = 1) -> Order:
    """Order an article of the shop by its article number.

    Args:
        sku: The article number, such as "TEA-01".
        quantity: How many.
    """
    if quantity < 1:
        raise ValueError("Order at least one.")
    with _shop.opened(context.folder) as shop:
        row = shop.execute("select * from products where sku = ?", (sku.strip().upper(),)).fetchone()
        if row is None:
            raise LookupError(f"There is no article {sku!r}.")
        if row["stock"] < quantity:
            raise ValueError(f"Only {row['stock']} of {row['name']} are in stock.")
        total = round(row["price"] * quantity, 2)
        shop.execute("update products set stock = stock - ? where sku = ?", (quantity, row["sku"]))
        number = shop.execute(
            "insert into orders (sku, quantity, total) values (?, ?, ?)", (row["sku"], quantity, total)
        ).lastrowid
    return {
        "order": 1000 + (number or 0),
        "sku": row["sku"],
        "name": row["name"],
        "quantity": quantity,
        "total_eur": total,
        "left_in_stock": row["stock"] - quantity,
    }
