"""Rows of tables as the card has them."""

from math import sqrt


def row(*cells: object) -> None:
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def head(*cells: str) -> None:
    print()
    row(*cells)
    print("|" + "---|" * len(cells))


def rate(right: int, total: int) -> str:
    """A share with its 95 % interval by E. B. Wilson, Journal of the American Statistical Association 22 (1927); empty without cases."""
    if not total:
        return ""
    z, share = 1.96, right / total
    middle, half = share + z * z / (2 * total), z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    low, high = (max(0.0, middle + side * half) / (1 + z * z / total) for side in (-1, 1))
    return f"{share:.2f} ({low:.2f} to {high:.2f})"
