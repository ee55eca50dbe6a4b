package org.rnnlm.layer;

import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;

/** An output layer that chooses a tag for each step. */
interface TagOutput {
  /** Returns the chosen tags of the input that is set, and the loss of the labels that are. */
  TagChoices tags(LayerWorkspaceMgr workspaces);
}
