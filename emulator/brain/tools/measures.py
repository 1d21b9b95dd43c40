"""Currencies and units by the words people use for them. Tables only."""

from __future__ import annotations

CURRENCIES = {
    "USD": "$ usd us$ dollar dollars buck bucks",
    "EUR": "€ eur euro euros",
    "GBP": "£ gbp sterling quid",
    "JPY": "¥ jpy yen",
    "INR": "₹ inr rupee rupees",
    "CHF": "chf franc francs",
    "CAD": "cad c$",
    "AUD": "aud a$",
    "CNY": "cny yuan renminbi",
    "SEK": "sek krona kronor",
    "NOK": "nok",
    "DKK": "dkk",
    "PLN": "pln zloty",
    "BRL": "brl real reais",
    "MXN": "mxn peso pesos",
    "KRW": "krw won",
    "NZD": "nzd",
    "ZAR": "zar rand",
    "TRY": "try lira",
    "CZK": "czk koruna",
    "HUF": "huf forint",
    "SGD": "sgd",
    "HKD": "hkd",
    "THB": "thb baht",
    "ILS": "ils shekel shekels",
}
UNITS: dict[str, tuple[str, ...]] = {
    "celsius": ("celsius", "centigrade", "°c", "c", "metric"),
    "fahrenheit": ("fahrenheit", "°f", "f", "imperial"),
    "kelvin": ("kelvin", "k"),
    **{
        row.split()[0]: tuple(row.split())
        for row in (
            "kilometers km kms kilometer kilometre kilometres,miles mile mi,meters m meter metre metres,"
            "centimeters cm centimeter centimetre centimetres,millimeters mm millimeter millimetre millimetres,feet ft foot,"
            "inches inch in,yards yd yard,kilograms kg kgs kilo kilos kilogram,grams g gram,pounds lb lbs pound,ounces oz ounce,"
            "tonnes t tonne ton tons,stones st stone,liters l liter litre litres,milliliters ml milliliter millilitre,"
            "gallons gal gallon,pints pint,cups cup,seconds s sec secs second,minutes min mins minute,hours h hr hrs hour,"
            "days d day,weeks week,months month,years year yr yrs,kmh km/h kph,mph,knots knot,bytes byte b,kilobytes kb kilobyte,"
            "megabytes mb megabyte,gigabytes gb gigabyte,terabytes tb terabyte,percent %,acres acre,hectares ha hectare,"
            "coulombs coulomb,amperes ampere amps,volts volt,ohms ohm,newtons newton,farads farad,henries,hertz hz,"
            "atmospheres atmosphere atm,"
            "joules j joule,calories cal calorie,kilocalories kcal,watts w watt,kilowatts kw kilowatt"
        ).split(",")
    },
}
