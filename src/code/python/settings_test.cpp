#include "code/python/read_test.h"

namespace recipe::code::python {
namespace {

struct PythonSettings : testing::Test {
  MemoryTree tree;
  Settings settings;

  void read(const std::string& path, std::string text) {
    tree.files[path] = std::move(text);
    settings = read_python_settings(tree, path);
  }
  /// The value of the last setting with this key.
  std::string value(std::string_view key) const {
    std::string found = "absent";
    for (const Setting& one : settings.settings) {
      if (one.key == key) found = one.value.text;
    }
    return found;
  }
};

TEST_F(PythonSettings, DictsAndBases) {
  tree.files["_base_/model.py"] =
      "model = dict(type='Net', backbone=dict(depth=50), head=dict(a=1))\n";
  tree.files["_base_/schedule.py"] = "optimizer = dict(type='SGD', lr=0.1)\nepochs = 100\n";
  read("net.py", R"(
_base_ = ['./_base_/model.py', './_base_/schedule.py']
norm = [0.5, 0.5]
model = dict(head=dict(_delete_=True, loss=dict(weight=2 * 0.5)))
optimizer = {'lr': 0.1 * 8}
pipeline = [dict(type='Crop', size=224), dict(type='Normalize', mean=norm)]
data = dict(train=dict(pipeline=pipeline))
)");
  EXPECT_TRUE(settings.understood);
  EXPECT_EQ(value("model.type"), "Net");
  EXPECT_EQ(value("model.backbone.depth"), "50");
  EXPECT_EQ(value("model.head.a"), "absent");
  EXPECT_EQ(value("model.head.loss.weight"), "1.0");
  EXPECT_EQ(value("optimizer.lr"), "0.8");
  EXPECT_EQ(value("epochs"), "100");
  EXPECT_EQ(value("pipeline[0].size"), "224");
  EXPECT_EQ(value("data.train.pipeline[1].mean"), "[0.5, 0.5]");
  EXPECT_EQ(settings.settings.front().place, (Place{"_base_/model.py", 1}));
  EXPECT_NE(std::find(settings.top_level.begin(), settings.top_level.end(), "data"),
            settings.top_level.end());
}

TEST_F(PythonSettings, ABaseOutsideTheTreeIsSaid) {
  read("net.py", "_base_ = 'mmdet::x.py'\nlr = 0.1\n");
  EXPECT_FALSE(settings.understood);
  EXPECT_EQ(value("lr"), "0.1");
}

TEST_F(PythonSettings, GetConfig) {
  tree.files["configs/base.py"] =
      "import ml_collections\ndef get_config():\n"
      "    c = ml_collections.ConfigDict()\n    c.batch_size = 128\n    c.seed = 0\n    return c\n";
  read("configs/big.py", R"(
import ml_collections
from configs import base
def model():
    return ml_collections.ConfigDict({'width': 64})
def get_config():
    """Doc."""
    config = base.get_config()
    config.learning_rate = 1e-3
    config.optim = ml_collections.ConfigDict()
    config.optim.beta1 = 0.9
    config.model = model()
    local = 3
    config.seed = 7
    return config
)");
  EXPECT_TRUE(settings.understood);
  EXPECT_EQ(value("batch_size"), "128");
  EXPECT_EQ(value("learning_rate"), "0.001");
  EXPECT_EQ(value("optim.beta1"), "0.9");
  EXPECT_EQ(value("model.width"), "64");
  EXPECT_EQ(value("seed"), "7");
  EXPECT_EQ(value("local"), "absent");
}

TEST_F(PythonSettings, LazyCallsAndUpdates) {
  tree.files["common/train.py"] = "train = dict(max_iter=90000, amp=dict(enabled=False))\n";
  read("big.py", R"(
from .common.train import train
from detectron2.config import LazyCall as L
train.max_iter = 1000
train['amp']['enabled'] = True
train.update(dict(seed=1))
optimizer = L(torch.optim.AdamW)(lr=1e-4, betas=(0.9, 0.999))
)");
  EXPECT_EQ(value("train.max_iter"), "1000");
  EXPECT_EQ(value("train.amp.enabled"), "True");
  EXPECT_EQ(value("optimizer.lr"), "0.0001");
}

TEST_F(PythonSettings, CirclesAndGrowthEnd) {
  tree.files["a.py"] = "_base_ = 'b.py'\nx = dict(a=1)\n";
  tree.files["b.py"] = "_base_ = 'a.py'\n";
  std::string text = "_base_ = 'a.py'\nd0 = dict(a=1, b=2)\n";
  for (int at = 1; at < 40; ++at) {
    const std::string before = "d" + std::to_string(at - 1);
    text += "d" + std::to_string(at) + " = dict(a=" + before + ", b=" + before + ")\n";
  }
  text += "def f():\n    return g()\ndef g():\n    return f()\nz = f()\n";
  read("c.py", text);
  EXPECT_FALSE(settings.understood);
  EXPECT_EQ(value("x.a"), "1");
}

}  // namespace
}  // namespace recipe::code::python
