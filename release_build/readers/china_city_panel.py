"""Chinese cities 2004 to 2012: population, GDP and foreign investment by year."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from release_build.readers.spreadsheet import SheetRow, sheet_rows

FIRST_YEAR, LAST_YEAR = 2004, 2012
COLUMNS = (
    "城市", "年份", "地区生产总值_当年价格_全市_万元", "规模以上工业总产值_全市_万元",
    "社会消费品零售额_全市_万元", "外商实际投资额_全市_万美元", "第三产业占GDP的比重_全市_百分比",
    "财政收入 市 占GDP比重", "年末总人口_全市_万人", "医院、卫生院数_全市_个",
    "医院、卫生院床位数_全市_张", "每千人拥有卫生技术人员数 市", "普通中小学在校学生数_市_人",
    "工业二氧化硫排放量_全市_吨", "工业氮氧化物排放量_全市_吨", "生活垃圾无害化处理率_全市_百分比",
    "人均公共绿化面积_市辖区_平方米", "绿化覆盖率_市辖区_百分比%", "公厕数量", "Score",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CityYear:
    """One city in one year.

    `population` is the registered population at the end of the year in 10,000 persons, `gdp` at
    current prices in 10,000 yuan, `investment` the foreign investment used in 10,000 US dollars.
    """

    name: str
    year: int
    population: float
    gdp: float
    investment: float


def read_city_panel(path: Path) -> tuple[CityYear, ...]:
    """Read the city-years, sorted by name and year.

    Raises
    ------
    SourceError
        If a column or a value is not known.
    """
    rows = (_city_year(row) for row in sheet_rows(path, "new", COLUMNS))
    return tuple(sorted(rows, key=lambda one: (one.name, one.year)))


def _city_year(row: SheetRow) -> CityYear:
    return CityYear(
        row.text("城市"),
        row.year("年份", FIRST_YEAR, LAST_YEAR),
        row.filled("年末总人口_全市_万人"),
        row.filled("地区生产总值_当年价格_全市_万元"),
        row.filled("外商实际投资额_全市_万美元"),
    )
