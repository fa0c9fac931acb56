-- One row per place in a document where an episode was found.
SELECT * FROM resolved_episode_documents
