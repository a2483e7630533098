"""Tables and scripts that give the headline numbers of a report again without this program.

Here: what is written into the folder `replication` beside a report: tables of facts, the numbers of
the report, and scripts for pandas, R and Stata (not run by us), which import nothing of ours.
Not here: the tables of the report itself (`chapters`, `csv_files`).
"""
