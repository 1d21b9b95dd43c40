"""What is known of ingredients: who may not eat them, what replaces them, and what goes well with a dish. Tables only."""

from __future__ import annotations

import re

MEAT = re.compile(
    r"\b(?:beef|chicken|pork|lamb|mince\w*|bacon|guanciale|ham|sausages?|prawns?|shrimps?|salmon|fish|"
    r"anchov\w+|rum cake|gelatine|turkey|duck|"
    r"veal|tuna|cod)\b",
    re.I,
)
FROM_ANIMALS = re.compile(
    r"\b(?:eggs?|yolks?|milk|butter|cream|cheese|cheddar|parmesan|pecorino|mozzarella|mascarpone|feta|"
    r"yoghurt|honey|paneer|béchamel|ladyfingers|"
    r"mayonnaise|chocolate chips)\b(?! milk)",
    re.I,
)
PLANT = re.compile(r"\b(?:coconut|oat|soy|almond|peanut|rice) (?:milk|cream|butter|yoghurt)\b", re.I)
GLUTEN = re.compile(
    r"\b(?:flour|pasta|spaghetti|bread|buns?|noodles|macaroni|biscuits|ladyfingers|tortillas|soy sauce|lasagne sheets|oats)\b",
    re.I,
)
RICE_NOODLES = re.compile(r"\brice noodles\b", re.I)
NUTS = re.compile(r"\b(?:walnuts?|peanuts?|pine nuts|almonds?|hazelnuts?|peanut butter)\b", re.I)
LACTOSE = re.compile(r"\b(?:milk|butter|cream|cheese|cheddar|mozzarella|mascarpone|feta|yoghurt|béchamel|paneer)\b", re.I)

SUBSTITUTES: dict[str, str] = {
    "butter": "the same amount of margarine, or three quarters of it in oil; in cakes apple sauce works, too",
    "egg": "for one egg in baking: a mashed half banana, 60 g apple sauce, or a tablespoon of ground linseed in three of water",
    "milk": "oat, soy or almond milk in the same amount, or half cream and half water",
    "buttermilk": "milk with a tablespoon of lemon juice per 250 ml, left for ten minutes",
    "cream": "coconut milk, or milk with a little butter; crème fraîche in sauces",
    "sour cream": "Greek yoghurt",
    "yoghurt": "sour cream or a soy yoghurt",
    "yogurt": "sour cream or a soy yoghurt",
    "flour": "spelt flour one to one; without gluten a flour mix of rice and maize, or ground almonds in cakes",
    "sugar": "honey or maple syrup, about three quarters of the amount, with a little less liquid",
    "brown sugar": "white sugar with a spoon of treacle or honey",
    "honey": "maple syrup or agave syrup",
    "baking powder": "a quarter of it in baking soda, with a splash of lemon juice or vinegar",
    "baking soda": "three times the amount of baking powder",
    "yeast": "baking powder for a quick dough, or a sourdough starter with more time",
    "coriander": "flat parsley with a little lime; basil or mint give another good turn",
    "cilantro": "flat parsley with a little lime; basil or mint give another good turn",
    "parsley": "chervil or celery leaves",
    "basil": "oregano, or mint with a little parsley",
    "lime": "lemon, a little less of it",
    "lemon": "lime, or a mild vinegar",
    "onion": "shallots, leek or spring onions",
    "garlic": "a pinch of garlic powder per clove, or shallots",
    "ginger": "a quarter of the amount in ground ginger",
    "chilli": "a pinch of cayenne, or paprika if it should be mild",
    "tomato": "tinned tomatoes, or red pepper where no acid is wanted",
    "avocado": "mashed peas or white beans with a little oil",
    "guanciale": "pancetta or bacon; without meat, smoked tofu or mushrooms",
    "bacon": "smoked tofu or fried mushrooms",
    "chicken": "tofu, chickpeas or mushrooms",
    "beef": "lentils, mushrooms or soya mince",
    "minced beef": "lentils, mushrooms or soya mince",
    "meat": "lentils, beans, mushrooms or tofu",
    "prawns": "tofu or white beans",
    "fish": "tofu, or jackfruit with a little seaweed",
    "parmesan": "pecorino or Grana Padano; without dairy, yeast flakes with ground cashews",
    "pecorino": "parmesan",
    "mozzarella": "another mild cheese, or a plant-based one",
    "mascarpone": "cream cheese with a little cream",
    "feta": "another salty white cheese, or marinated tofu",
    "cheese": "yeast flakes or a plant-based cheese",
    "tahini": "smooth peanut or cashew butter, or a little sesame oil",
    "soy sauce": "tamari without gluten, or salt with a little Worcestershire sauce",
    "fish sauce": "soy sauce with a little lime",
    "wine": "stock with a splash of vinegar or grape juice",
    "white wine": "stock with a splash of vinegar",
    "vanilla extract": "vanilla sugar or the seeds of half a pod",
    "pine nuts": "sunflower seeds, cashews or walnuts",
    "walnuts": "pecans or sunflower seeds",
    "peanuts": "cashews, or roasted seeds if nuts are a problem",
    "coconut milk": "cream, or oat cream with a little coconut oil",
    "saffron": "a pinch of turmeric for the colour",
    "chickpeas": "white beans",
    "rice": "couscous, bulgur or quinoa",
    "pasta": "rice noodles or gluten-free pasta",
    "oil": "melted butter, or stock for frying",
    "olive oil": "rapeseed or sunflower oil",
    "stock": "water with salt, herbs and a little soy sauce",
    "rum": "apple juice with a little lime",
    "cocoa": "melted dark chocolate, with less butter",
}
"""What to take instead."""

GOES_WITH: tuple[tuple[str, str], ...] = (
    ("dip", "tortilla chips, warm pita, vegetable sticks or grilled meat"),
    ("curry", "basmati rice, naan and a cool raita"),
    ("pasta", "a green salad and bread, with a dry white or a light red wine"),
    ("pizza", "a rocket salad and a glass of beer or red wine"),
    ("soup", "crusty bread and a small salad"),
    ("salad", "bread, grilled cheese or grilled chicken"),
    ("cookie", "cold milk, coffee or tea"),
    ("cake", "coffee or tea, and a spoon of whipped cream"),
    ("dessert", "vanilla ice cream or berries, and an espresso"),
    ("breakfast", "fresh fruit, jam or maple syrup, and coffee"),
    ("rice", "a cucumber salad or raita"),
    ("mexican", "guacamole, salsa and rice"),
    ("cocktail", "salted nuts and olives"),
    ("drink", "a light snack"),
    ("dinner", "a green salad and bread"),
)
"""By kind of dish."""
