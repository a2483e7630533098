"""A list of notices as a town may keep it, with lines that are right, doubtful and wrong."""

from __future__ import annotations

NOTICES = """Our list of notices,,,,,,,
City,Region,Country,Countries wished,Size,Themes,Date,Source
Altwerder,,DE,"China, Japan",50-100k,"Kultur; Jugendaustausch",09.05.2024,circular 3
常盤市,,日本,中国,10万以上,経済・観光,平成30年4月1日,
Kawabe,,JP,any,similar,education,2019,x
Ningwan,,CN,"France or Germany",any,trade,2026-01-02,
Saint-Orme,,FR,China and Ruritania,small,bees,posted 3 March 2025 by the town,
Nirgendwo,,DE,CN,,,05/06/2020,
Altwerder,,DE,"China, Japan",50-100k,"Kultur; Jugendaustausch",09.05.2024,circular 3
,,DE,CN,,,,
Total,,,,,,,
Altwerder,,DE,China,,,2015,
"""
