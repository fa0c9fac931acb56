"""Where bytes and tables live: raw store, Parquet lake, DuckDB build and swap, SQL models, exports."""
