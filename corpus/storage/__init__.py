"""The database: its engine, the tables of articles, and the migrations; it knows no article."""
