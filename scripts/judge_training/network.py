"""The network: a small encoder with two heads that share it.

The token head says for each word piece which keys it is evidence for; the text head lets every key look at the whole text by an
attention of its own (label attention), so that what depends on the rest of the text can be told.
"""

from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel


class JudgeNetwork(nn.Module):
    """`forward` gives token logits [batch, tokens, keys], text logits [batch, keys] and the encoder's middle states."""

    def __init__(self, encoder_folder: Path, keys: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(encoder_folder, add_pooling_layer=False, attn_implementation="sdpa")
        # Words that our texts never use keep the meaning they came with.
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.token_head = nn.Linear(width, keys)
        self.attention = nn.Linear(width, keys)
        self.text_weight = nn.Parameter(torch.randn(keys, width) * 0.02)
        self.text_bias = nn.Parameter(torch.zeros(keys))
        self.from_tokens = nn.Parameter(torch.ones(keys))

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        encoded = self.encoder(input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True)
        states = encoded.last_hidden_state
        dropped = self.dropout(states)
        tokens = self.token_head(dropped)
        hidden = (1.0 - attention_mask.to(states.dtype)).unsqueeze(-1) * -1e4
        weights = torch.softmax(self.attention(dropped) + tokens.detach() * 0.5 + hidden, dim=1)
        pooled = torch.einsum("btk,btw->bkw", weights, dropped)
        strongest = (tokens + hidden).amax(dim=1)
        text = (pooled * self.text_weight).sum(-1) + self.text_bias + self.from_tokens * strongest
        # The middle layers tell clauses apart by what they say; the last one knows little besides our own keys.
        middle = (encoded.hidden_states[3] + encoded.hidden_states[4]) / 2
        return tokens, text, middle
