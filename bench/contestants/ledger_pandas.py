"""pandas, column by column, with the accept rules of the product written by hand for this one header."""
import hashlib
import json
import resource
import sys
import time

import numpy as np
import pandas as pd

DATE, SUPPLIER, CATEGORY, AMOUNT, VAT, LAST, SURPLUS = 2, 4, 7, 9, 10, 11, 12
PLAIN = r"-?\d{1,13}(?:\.\d{1,2})?"
SIZE = r"\d[\d,]*(?:\.\d{1,2})?"
DRESSED = rf"£?{SIZE}|\(£?{SIZE}\)|£?{SIZE}(?:-|CR)"


def read_pence(texts):
    """Whole pence, and whether the text reads; the regular expressions only see what is not plain."""
    numbers = texts.where(texts.str.fullmatch(PLAIN), None)
    rest = texts[numbers.isna()]
    dressed = rest[rest.str.fullmatch(DRESSED)]
    credit = dressed.str.contains(r"[-(]|CR", regex=True)
    sizes = pd.to_numeric(dressed.str.replace(r"[^0-9.]", "", regex=True))
    pounds = pd.to_numeric(numbers)
    pounds[dressed.index] = sizes.where(~credit, -sizes)
    return (pounds * 100).round()


def read_days(texts):
    days = pd.to_datetime(texts, format="%d/%m/%Y", errors="coerce")
    rest = texts[days.isna()]
    days[rest.index] = pd.to_datetime(rest, format="%d-%b-%y", errors="coerce")
    return days


def digest(keys, table):
    rows = sorted(f"{key}|{int(pence)}|{count}" for key, pence, count in zip(keys, table["sum"], table["count"]))
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]


def main(path, started_at):
    used = [0, DATE, SUPPLIER, CATEGORY, AMOUNT, VAT, LAST, SURPLUS]
    cells = pd.read_csv(path, header=None, names=range(13), usecols=used, dtype=str, skiprows=1,
                        keep_default_na=False, na_values=[], skip_blank_lines=False, encoding="utf-8")
    blank = (cells[0] == "") & (cells[AMOUNT] == "")
    pence = read_pence(cells[AMOUNT])
    days = read_days(cells[DATE])
    vat_reads = (cells[VAT] == "") | read_pence(cells[VAT]).notna()
    supplier = cells[SUPPLIER].str.strip()
    wrong_width = (cells[LAST] == "") | (cells[SURPLUS] != "")
    accepted = pence.notna() & vat_reads & (~wrong_width | (days.notna() & (supplier != ""))) & ~blank
    rejects = cells[~accepted & ~blank]
    reject_lines = (rejects.index + 2).tolist()
    years = (days.dt.year - (days.dt.month < 4)).where(days.notna(), -1).astype(int)
    kept = pd.DataFrame({"pence": pence[accepted].astype(np.int64), "supplier": supplier[accepted],
                         "year": years[accepted], "category": cells[CATEGORY][accepted]})
    by_supplier = kept.groupby("supplier", sort=False)["pence"].agg(["sum", "count"])
    by_category = kept.groupby(["year", "category"], sort=False)["pence"].agg(["sum", "count"])
    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = {"seconds": time.time() - started_at / 1000, "cpuSeconds": usage.ru_utime + usage.ru_stime,
             "peakMegabytes": usage.ru_maxrss / 1024}
    counts = {"accepted": int(accepted.sum()), "acceptedPence": int(kept["pence"].sum()),
              "rejected": len(reject_lines), "blank": int(blank.sum()), "listed": len(reject_lines)}
    categories = [f"{'undated' if year < 0 else year}|{category}" for year, category in by_category.index]
    roll_ups = {"bySupplier": digest(by_supplier.index, by_supplier), "byCategory": digest(categories, by_category)}
    print(json.dumps({"usage": spent, "stages": {}, "counts": counts, "rollUps": roll_ups}))


main(sys.argv[1], float(sys.argv[2]))
