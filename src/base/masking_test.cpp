#include "base/masking.h"

#include <gtest/gtest.h>

#include "base/secrets.h"

namespace recipe {
namespace {

using Arguments = std::vector<std::string>;
using namespace std::string_literals;

/// Of this length, made of letters and digits as tokens are.
std::string drawn(std::size_t size) {
  constexpr std::string_view letters = "Q7wErT5yUiOp3AsDfG9hJkLzXc2VbNm4";
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += letters[(i * 7 + i / 32) % letters.size()];
  return text;
}

TEST(Masking, HidesTokensByShape) {
  for (const std::string& token :
       {"hf_" + drawn(34), "ghp_" + drawn(36), "gho_" + drawn(36), "github_pat_" + drawn(70),
        "sk-" + drawn(48), "sk-proj-" + drawn(60), "sk-ant-" + drawn(60), "glpat-" + drawn(20),
        std::string("AKIAQ7WERT5YUIOP3ASD"), "xoxb-" + drawn(40), "xoxp-" + drawn(40),
        "eyJ" + drawn(20) + ".eyJ" + drawn(40) + "." + drawn(43)}) {
    EXPECT_EQ(masked(token), "***") << token;
    EXPECT_EQ(masked("at " + token + ", then"), "at ***, then") << token;
    EXPECT_EQ(masked("f('" + token + "')"), "f('***')") << token;
  }
}

TEST(Masking, HidesPrivateKeys) {
  EXPECT_EQ(
      masked("a\n-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----"),
      "a\n***-----END OPENSSH PRIVATE KEY-----");
  EXPECT_EQ(masked("-----BEGIN PUBLIC KEY-----\nb3Bl\n"), "-----BEGIN PUBLIC KEY-----\nb3Bl\n");
}

TEST(Masking, HidesPasswordsInAddresses) {
  EXPECT_EQ(masked("git clone https://me:pw@host.org/x.git"),
            "git clone https://me:***@host.org/x.git");
  EXPECT_EQ(masked("postgres://u:p@ss:w@h/db"), "postgres://u:***@h/db");
  EXPECT_EQ(masked("https://" + drawn(32) + "@host/x"), "https://***@host/x");
  EXPECT_EQ(masked("https://u:$PASS@h ssh://git@host/x https://h/a?b=c@d"),
            "https://u:$PASS@h ssh://git@host/x https://h/a?b=c@d");
  EXPECT_EQ(masked("https://s3/x?X-Amz-Date=2026&X-Amz-Signature=0a1b&y=1"),
            "https://s3/x?X-Amz-Date=2026&X-Amz-Signature=***&y=1");
  EXPECT_EQ(masked("https://h/f?access_token=abc#top"), "https://h/f?access_token=***");
}

TEST(Masking, HidesValuesOfSecretNames) {
  EXPECT_EQ(masked("train.py --token abc --lr 0.1"), "train.py --token *** --lr 0.1");
  EXPECT_EQ(masked("train.py --api-key=abc --lr 0.1"), "train.py --api-key=*** --lr 0.1");
  EXPECT_EQ(masked("x --password 'a b' \\\n  --lr 1"), "x --password '***' \\\n  --lr 1");
  EXPECT_EQ(masked("x --password \\\n  12345 -v"), "x --password \\\n  *** -v");
  EXPECT_EQ(masked("HF_TOKEN=abc WANDB_API_KEY=d LR=1 python x"),
            "HF_TOKEN=*** WANDB_API_KEY=*** LR=1 python x");
  EXPECT_EQ(masked("{\"api_key\": \"a\\\"b\", \"lr\": 1}"), "{\"api_key\": \"***\", \"lr\": 1}");
  EXPECT_EQ(masked("Namespace(hf_token='abc', lr=0.1)"), "Namespace(hf_token='***', lr=0.1)");
  EXPECT_EQ(masked("Config(token=abc,lr=1)"), "Config(token=***,lr=1)");
  EXPECT_EQ(masked("password: two words\nlr: 1"), "password: ***\nlr: 1");
  EXPECT_EQ(masked("{token: abc, lr: 1}"), "{token: ***, lr: 1}");
  EXPECT_EQ(masked("curl -H 'Authorization: Bearer abc'"), "curl -H 'Authorization: ***'");
  EXPECT_EQ(masked("sent Bearer " + drawn(20)), "sent Bearer ***");
  EXPECT_EQ(masked("WANDB_API_KEY=" + std::string(40, 'a')), "WANDB_API_KEY=***")
      << "a name tells more than a shape";
}

TEST(Masking, HidesArguments) {
  EXPECT_EQ(masked_arguments({"x.py", "--token", "a b", "--lr", "0.1", "--api-key=c d"}),
            (Arguments{"x.py", "--token", "***", "--lr", "0.1", "--api-key=***"}));
  EXPECT_EQ(masked_arguments({"env", "AWS_SECRET_ACCESS_KEY=/a+b=", "x", "--password", "1234"}),
            (Arguments{"env", "AWS_SECRET_ACCESS_KEY=***", "x", "--password", "***"}));
  EXPECT_EQ(masked_arguments({"sh", "-c", "HF_TOKEN=abc x --lr 1"}),
            (Arguments{"sh", "-c", "HF_TOKEN=*** x --lr 1"}));
  EXPECT_EQ(masked_arguments({"/usr/bin/curl", "-u", "me:pw", "https://h"}),
            (Arguments{"/usr/bin/curl", "-u", "me:***", "https://h"}));
  EXPECT_EQ(masked_arguments({"python3", "-u", "x.py", "--use-token", "--pad-token", "p"}),
            (Arguments{"python3", "-u", "x.py", "--use-token", "--pad-token", "p"}));
  EXPECT_EQ(masked_arguments({}), Arguments{});
}

TEST(Masking, LeavesAllElse) {
  for (const char* text :
       {"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  model.pt",
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "commit 2340aed5b1b6d1b3d9d3ecf1f3e0a4c2b7a9d8e6 of https://github.com/a/b",
        "f47ac10b-58cc-4372-a567-0e02b2c3d479",
        "id: f47ac10b-58cc-4372-a567-0e02b2c3d479",
        "aGVsbG8gd29ybGQ=",
        "3.14159265358979323846",
        "--seed 12345678901234567890",
        "steps 1e-05",
        "max_tokens=4096 --pad-token '<pad>' --eos_token_id 50256 eos_token=</s>",
        "tokenizer: bert-base-uncased",
        "--tokens 5 tokens/s: 123.4",
        "--sort-key name key=7",
        "PWD=/home/x OLDPWD=/home",
        "HF_TOKEN_PATH=/x --password-file /run/x",
        "--token $HF_TOKEN",
        "HF_TOKEN=${HF_TOKEN} --token <token>",
        "use_auth_token=True token: null",
        "token::value",
        "task-sk-learn disk-0a1b2c3d4e5f6a7b8c9d",
        "the secret of training",
        "token == other",
        "--lr 0.1 --momentum=0.9 data/train.csv a.b.c",
        "docker run -u 1000:1000 x",
        ""}) {
    EXPECT_EQ(masked(text), text);
    EXPECT_EQ(masked_arguments({"sh", "-c", text}), (Arguments{"sh", "-c", text}));
  }
}

TEST(Masking, TwiceIsOnce) {
  for (const std::string& text :
       {"--token abc https://me:pw@h password: 'x' hf_" + drawn(34), "token=token=abc,key=1"s,
        "Authorization: Bearer x --password \"unclosed\n--api_key"s, "password=password=password="s,
        "://:@://a:@ --token"s, "{\"secret\": {\"token\": \"a\"}}"s}) {
    const std::string once = masked(text);
    EXPECT_EQ(masked(once), once) << text;
  }
}

TEST(Secrets, BothListsKnowTheWellKnownShapes) {
  const std::string text = "ghp_" + drawn(36) + " sk-" + drawn(40);
  EXPECT_EQ(secrets_in(text).size(), 1U);
  EXPECT_EQ(possible_secrets_in(text).size(), 2U);
}

TEST(SecretNames, AreToldByTheirWords) {
  for (const char* name : {"TOKEN",
                           "--token",
                           "hf_token",
                           "HF_TOKEN",
                           "GITHUB_TOKEN",
                           "--hub-token",
                           "authToken",
                           "SECRET",
                           "client_secret",
                           "AWS_SECRET_ACCESS_KEY",
                           "AWS_SESSION_TOKEN",
                           "PASSWORD",
                           "--db-password",
                           "dbPassword",
                           "PGPASSWORD1",
                           "MYSQL_PWD",
                           "passwd",
                           "API_KEY",
                           "apiKey",
                           "WANDB_API_KEY",
                           "OPENAI_API_KEY_2",
                           "private-key",
                           "credentials",
                           "DB_PASS"}) {
    EXPECT_TRUE(is_secret_name(name)) << name;
  }
  for (const char* name : {"",
                           "-",
                           "--",
                           "lr",
                           "tokenizer",
                           "tokens",
                           "max_tokens",
                           "num-tokens",
                           "pad_token",
                           "eos_token",
                           "eostoken",
                           "eos_token_id",
                           "token_type_ids",
                           "key",
                           "sort_key",
                           "text_key",
                           "KEYBOARD",
                           "monkey",
                           "PWD",
                           "OLDPWD",
                           "password_file",
                           "HF_TOKEN_PATH",
                           "passes",
                           "num_pass",
                           "bypass",
                           "compass",
                           "author",
                           "secretary",
                           "token_length",
                           "PATH"}) {
    EXPECT_FALSE(is_secret_name(name)) << name;
  }
  EXPECT_FALSE(is_secret_name(std::string(1000, '_') + "token"));
  EXPECT_TRUE(may_name_secret("SORT_KEY"));
  EXPECT_FALSE(may_name_secret("HOME"));
}

}  // namespace
}  // namespace recipe
